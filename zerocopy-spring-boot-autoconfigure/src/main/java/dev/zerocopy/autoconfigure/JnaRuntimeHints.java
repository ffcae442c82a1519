/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.zerocopy.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep for JNA, which sizes the pipes of forwarding, advises
 * about the page cache of files and opens them for servlet containers. JNA brings no
 * metadata, Netty that of its own native libraries.
 */
class JnaRuntimeHints implements RuntimeHintsRegistrar {

	private static final String JNA = "com.sun.jna.Native";

	/**
	 * The class whose native methods JNA implements.
	 */
	private static final TypeReference LIBRARY = TypeReference.of("dev.zerocopy.transport.CLibrary");

	/**
	 * Classes that the native library of JNA looks up by name when it is loaded or used.
	 */
	private static final List<String> JNI_CLASSES = List.of("com.sun.jna.Callback",
			"com.sun.jna.Callback$UncaughtExceptionHandler", "com.sun.jna.CallbackReference",
			"com.sun.jna.CallbackReference$AttachOptions", "com.sun.jna.FromNativeConverter", "com.sun.jna.IntegerType",
			"com.sun.jna.JNIEnv", "com.sun.jna.LastErrorException", JNA, "com.sun.jna.Native$ffi_callback",
			"com.sun.jna.NativeMapped", "com.sun.jna.Pointer", "com.sun.jna.PointerType", "com.sun.jna.Structure",
			"com.sun.jna.Structure$ByValue", "com.sun.jna.Structure$FFIType$FFITypes", "com.sun.jna.WString",
			"java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Class", "java.lang.Double",
			"java.lang.Error", "java.lang.Float", "java.lang.IllegalArgumentException",
			"java.lang.IllegalStateException", "java.lang.Integer", "java.lang.Long", "java.lang.Object",
			"java.lang.OutOfMemoryError", "java.lang.Short", "java.lang.String", "java.lang.System",
			"java.lang.UnsatisfiedLinkError", "java.lang.UnsupportedOperationException", "java.lang.Void",
			"java.lang.reflect.Method", "java.nio.Buffer", "java.nio.ByteBuffer", "java.nio.CharBuffer",
			"java.nio.DoubleBuffer", "java.nio.FloatBuffer", "java.nio.IntBuffer", "java.nio.LongBuffer",
			"java.nio.ShortBuffer");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent(JNA, classLoader)) {
			return;
		}
		hints.reflection().registerType(LIBRARY, MemberCategory.INVOKE_DECLARED_METHODS);
		hints.jni().registerType(LIBRARY, MemberCategory.INVOKE_DECLARED_METHODS);
		hints.resources()
			.registerPattern("com/sun/jna/linux-x86-64/libjnidispatch.so")
			.registerPattern("com/sun/jna/linux-aarch64/libjnidispatch.so");
		for (String name : JNI_CLASSES) {
			hints.jni()
				.registerType(TypeReference.of(name), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
						MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS);
		}
	}

}
